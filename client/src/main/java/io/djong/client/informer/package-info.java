/// Informers: a local, always slightly old, consistent copy of a resource, and the news about it.
///
/// [Informer] is the door and has the contract; [InformerFactory] shares one among all who ask for the same
/// thing; [Lister] reads.
@NullMarked
package io.djong.client.informer;

import org.jspecify.annotations.NullMarked;
