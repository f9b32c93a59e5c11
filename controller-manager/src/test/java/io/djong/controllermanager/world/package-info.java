/// What the tests of controllers share: objects made short, and a simulated cluster.
@NullMarked
package io.djong.controllermanager.world;

import org.jspecify.annotations.NullMarked;
