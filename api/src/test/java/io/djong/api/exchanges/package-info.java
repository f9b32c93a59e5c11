/// Replays of the sample exchanges with kube-apiserver: what this module decides of them.
@NullMarked
package io.djong.api.exchanges;

import org.jspecify.annotations.NullMarked;
