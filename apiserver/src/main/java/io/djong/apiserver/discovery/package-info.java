/// What this server serves, told to clients: groups, versions, resources; plain and aggregated.
@NullMarked
package io.djong.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
