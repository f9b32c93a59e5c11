/// What a cluster has before its components start: where it keeps things, what it is told, its keys and
/// certificates, and the objects that nobody else makes.
@NullMarked
package io.djong.cluster.bootstrap;

import org.jspecify.annotations.NullMarked;
