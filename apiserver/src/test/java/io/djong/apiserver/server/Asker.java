package io.djong.apiserver.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Asks a test server over HTTPS, as its administrator.
public final class Asker implements AutoCloseable {
    private final HttpClient client;
    private final String base;

    /// @param server started
    public Asker(TestServer server) throws Exception {
        this.client = HttpClient.newBuilder().sslContext(server.clientTls()).build();
        this.base = "https://localhost:" + server.server().address().getPort();
    }

    /// What a GET answers.
    ///
    /// @param accept of the request
    public HttpResponse<String> get(String path, String accept) throws Exception {
        return client.send(request(path, accept).build(), BodyHandlers.ofString());
    }

    /// What a POST of JSON answers.
    public HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, "application/json", body);
    }

    /// What a POST of JSON answers.
    ///
    /// @param accept of the request
    public HttpResponse<String> post(String path, String accept, String body) throws Exception {
        var request = request(path, accept).header("Content-Type", "application/json");
        return client.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /// What a PATCH answers.
    ///
    /// @param type of the body
    public HttpResponse<String> patch(String path, String type, String body) throws Exception {
        var request = request(path, "application/json").header("Content-Type", type);
        return client.send(
                request.method("PATCH", BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /// What a DELETE without options answers.
    public HttpResponse<String> delete(String path) throws Exception {
        return client.send(request(path, "application/json").DELETE().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", accept)
                .header("Authorization", "Bearer " + TestServer.ADMIN_TOKEN);
    }

    @Override
    public void close() {
        client.close();
    }
}
