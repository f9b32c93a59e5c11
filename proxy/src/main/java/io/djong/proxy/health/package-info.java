/// What load balancers and people ask a proxy: is it well, should this node get traffic, does it have endpoints.
@NullMarked
package io.djong.proxy.health;

import org.jspecify.annotations.NullMarked;
