/// DNS messages as bytes: names, queries and answers. Source: RFC 1035, RFC 6891 (EDNS), RFC 7766 (TCP).
@NullMarked
package io.djong.dns.wire;

import org.jspecify.annotations.NullMarked;
