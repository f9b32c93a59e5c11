/// Named health checks and their answers, in upstream's text forms (`/livez`, `/readyz`, `/healthz`).
@NullMarked
package io.djong.base.health;

import org.jspecify.annotations.NullMarked;
