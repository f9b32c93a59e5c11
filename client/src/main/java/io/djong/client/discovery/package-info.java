/// What a server serves: its resources, as values. [Discovery] is the door.
@NullMarked
package io.djong.client.discovery;

import org.jspecify.annotations.NullMarked;
