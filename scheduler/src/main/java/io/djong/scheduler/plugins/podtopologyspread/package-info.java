/// Spreads pods over places, as their topology spread constraints say.
@NullMarked
package io.djong.scheduler.plugins.podtopologyspread;

import org.jspecify.annotations.NullMarked;
