/// Sample exchanges with upstream's API server, replayed against ours.
@NullMarked
package io.djong.apiserver.exchanges;

import org.jspecify.annotations.NullMarked;
