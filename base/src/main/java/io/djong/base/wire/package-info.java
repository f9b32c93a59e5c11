/// Reading and writing the protobuf wire format, with limits; no generated code and no descriptors.
@NullMarked
package io.djong.base.wire;

import org.jspecify.annotations.NullMarked;
