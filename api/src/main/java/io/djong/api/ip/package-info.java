/// Internet addresses and address ranges as the API writes them: parsed leniently as old objects
/// have them, and strictly as new ones must be; printed in canonical form. No host is ever looked
/// up.
@NullMarked
package io.djong.api.ip;

import org.jspecify.annotations.NullMarked;
