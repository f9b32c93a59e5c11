/// Who manages which field of an object: writes `metadata.managedFields` on create, update and patch, as
/// upstream's field manager does. What is managed is decided in `api.apply`; here is what a write cannot
/// change, in which versions an object is served, and who writes.
@NullMarked
package io.djong.apiserver.fields;

import org.jspecify.annotations.NullMarked;
