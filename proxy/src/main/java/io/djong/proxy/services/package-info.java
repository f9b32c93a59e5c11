/// Services and their endpoints as a proxy sees them: only what decides where a packet goes, for one IP family.
/// Pure functions of API objects (upstream: `pkg/proxy`, KEP-1860, KEP-2433, KEP-4444, KEP-3015).
@NullMarked
package io.djong.proxy.services;

import org.jspecify.annotations.NullMarked;
