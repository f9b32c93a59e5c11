/// What operators and load balancers ask a server for: health, version, metrics, the list of paths.
@NullMarked
package io.djong.apiserver.operations;

import org.jspecify.annotations.NullMarked;
