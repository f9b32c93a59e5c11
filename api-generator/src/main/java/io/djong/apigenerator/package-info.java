/// Turns the schema files of module `api` into records, codecs, resource constants and field facts. Build time only.
/// The grammar of the files: `docs/contributing/add-an-api-field.md`.
@NullMarked
package io.djong.apigenerator;

import org.jspecify.annotations.NullMarked;
