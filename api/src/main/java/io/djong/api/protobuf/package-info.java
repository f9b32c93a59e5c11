/// The door to protobuf: the envelope in which objects are stored and sent, `k8s\0` and runtime.Unknown.
@NullMarked
package io.djong.api.protobuf;

import org.jspecify.annotations.NullMarked;
