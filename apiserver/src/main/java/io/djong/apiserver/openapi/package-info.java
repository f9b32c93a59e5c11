/// The descriptions of the served API in OpenAPI v3, one document a group version, made when first asked
/// for.
@NullMarked
package io.djong.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
