/// Schedules in the language of cron: five fields, or a word that begins with `@`.
@NullMarked
package io.djong.api.cron;

import org.jspecify.annotations.NullMarked;
