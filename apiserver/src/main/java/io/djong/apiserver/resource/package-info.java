/// The generic machine for create, get, list, watch, update, patch and delete, and what a resource
/// declares to use it.
@NullMarked
package io.djong.apiserver.resource;

import org.jspecify.annotations.NullMarked;
