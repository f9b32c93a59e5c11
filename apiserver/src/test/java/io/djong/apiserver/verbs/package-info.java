/// Tests of the verbs over HTTP.
@NullMarked
package io.djong.apiserver.verbs;

import org.jspecify.annotations.NullMarked;
