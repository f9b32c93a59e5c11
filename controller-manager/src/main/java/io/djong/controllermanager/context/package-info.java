/// What every controller is made of.
@NullMarked
package io.djong.controllermanager.context;

import org.jspecify.annotations.NullMarked;
