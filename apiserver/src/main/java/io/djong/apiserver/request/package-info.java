/// One request: what it is about, who asks, what it may answer with.
@NullMarked
package io.djong.apiserver.request;

import org.jspecify.annotations.NullMarked;
