/// The API server without HTTP: caches, admission, and the object stores of every resource. HTTP and the
/// in-process client stand on it.
@NullMarked
package io.djong.apiserver.core;

import org.jspecify.annotations.NullMarked;
