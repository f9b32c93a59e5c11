/// Events: what components tell people about objects.
///
/// [EventRecorder] is the door. Similar events are counted instead of repeated, many similar ones are combined,
/// and an object that causes too many is not heard; all with the numbers of client-go's `tools/record`.
@NullMarked
package io.djong.client.events;

import org.jspecify.annotations.NullMarked;
