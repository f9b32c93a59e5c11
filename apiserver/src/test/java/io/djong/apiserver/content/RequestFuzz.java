package io.djong.apiserver.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.djong.apiserver.request.Query;
import io.djong.apiserver.request.RequestInfo;
import io.djong.client.ApiException;

/// Any path, query and headers, a line each: reading ends with a meaning or a refusal.
class RequestFuzz {
    @FuzzTest(maxDuration = "2m")
    void readsAnyRequest(byte[] data) {
        var lines = new String(data, UTF_8).split("\n", 4);
        var query = Query.parse(lines[0]);
        RequestInfo.of("GET", lines.length > 1 ? lines[1] : "", query);
        var type = lines.length > 2 ? lines[2] : "";
        if (ContentTypeHeader.mediaType(type).isEmpty() && !type.isEmpty() && MediaType.ofContentType(type) != null) {
            throw new AssertionError("malformed, and taken: " + type);
        }
        try {
            Negotiation.of(lines.length > 3 ? lines[3] : "", true, false);
        } catch (ApiException e) {
            if (e.code() != 406) throw new AssertionError("not acceptable is 406", e);
        }
    }
}
