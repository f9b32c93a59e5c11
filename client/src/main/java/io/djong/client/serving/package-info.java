/// What a component serves itself beside its work: health, metrics and configuration over HTTPS, to whom the API
/// server knows and allows. Upstream: `apiserver/pkg/server/options`, delegated authentication and authorisation.
@NullMarked
package io.djong.client.serving;

import org.jspecify.annotations.NullMarked;
