/// What all API objects have in common: how a type is named, read and written, and the values that many types share.
@NullMarked
package io.djong.api.meta;

import org.jspecify.annotations.NullMarked;
