/// Objects that a new API server creates by itself: namespaces, roles and bindings, priority classes, its
/// own Service.
@NullMarked
package io.djong.apiserver.bootstrap;

import org.jspecify.annotations.NullMarked;
