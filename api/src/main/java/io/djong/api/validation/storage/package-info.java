/// The rules of `storage.k8s.io`: classes of volumes, drivers and what they tell of nodes,
/// attachments, capacities.
@NullMarked
package io.djong.api.validation.storage;

import org.jspecify.annotations.NullMarked;
