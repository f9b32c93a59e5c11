/// How the API server is told to reach a webhook: by URL or by service.
@NullMarked
package io.djong.api.validation.webhook;

import org.jspecify.annotations.NullMarked;
