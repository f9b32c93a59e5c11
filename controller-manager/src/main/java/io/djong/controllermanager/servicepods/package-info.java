/// Which pods answer for which Service, on which ports, and since when: the nouns that EndpointSlices and Endpoints
/// share.
@NullMarked
package io.djong.controllermanager.servicepods;

import org.jspecify.annotations.NullMarked;
