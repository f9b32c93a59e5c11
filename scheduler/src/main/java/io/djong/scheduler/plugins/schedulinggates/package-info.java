/// Holds pods back that have scheduling gates.
@NullMarked
package io.djong.scheduler.plugins.schedulinggates;

import org.jspecify.annotations.NullMarked;
