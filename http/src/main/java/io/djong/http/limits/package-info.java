/// What a peer may take: every bound has a name, a unit, a default that a Go server as kube-apiserver sets
/// it up has, and a defined answer when it is reached.
@NullMarked
package io.djong.http.limits;

import org.jspecify.annotations.NullMarked;
