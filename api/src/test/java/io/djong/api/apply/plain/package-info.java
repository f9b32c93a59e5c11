/// Applying once more, slow and obvious: over trees and lists of paths, straight from what is published
/// about server-side apply. The real thing is compared with it.
@NullMarked
package io.djong.api.apply.plain;

import org.jspecify.annotations.NullMarked;
