/// What an update of each kind may change, asked field by field.
@NullMarked
package io.djong.apiserver.updates;

import org.jspecify.annotations.NullMarked;
