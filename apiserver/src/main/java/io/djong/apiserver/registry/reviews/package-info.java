/// Questions to the server about users and permissions: nothing is stored.
@NullMarked
package io.djong.apiserver.registry.reviews;

import org.jspecify.annotations.NullMarked;
