/// What lists and watches promise, checked on recorded runs against a model.
@NullMarked
package io.djong.apiserver.promises;

import org.jspecify.annotations.NullMarked;
