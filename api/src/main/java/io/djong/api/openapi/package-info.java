/// OpenAPI v3 documents of the served resources, made from the schema when somebody asks: what
/// `kubectl explain` prints and what clients look up.
@NullMarked
package io.djong.api.openapi;

import org.jspecify.annotations.NullMarked;
