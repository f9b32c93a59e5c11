package io.djong.apiserver.request;

import io.djong.api.meta.GroupVersion;
import io.djong.api.types.meta.v1.Status;
import io.djong.apiserver.authentication.User;
import io.djong.client.WriteOptions;
import io.djong.http.Piece;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.http.StreamWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One request on its way down the list, and what was found out about it so far. Used by one thread.
public final class ApiExchange {
    /// What Go reads as true.
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    private static final Set<String> LONG_RUNNING = Set.of("attach", "exec", "proxy", "log", "portforward");

    private final Request request;
    private final ObservedResponse response;
    private final String requestId;
    private final Instant received;
    private final Query query;
    private final RequestInfo info;
    private final Warnings warnings = new Warnings();
    private final SentForm sent = new SentForm();
    private final List<Runnable> afterHandling = new ArrayList<>(2);
    private final List<Runnable> afterAnswer = new ArrayList<>(2);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Map<String, String> annotations = new TreeMap<>();
    private User user = User.ANONYMOUS;
    private @Nullable User caller;
    private BooleanSupplier timedOut = () -> false;
    private boolean keepsBody;
    private int bodyBytes;
    private byte @Nullable [] body;
    private @Nullable Status answered;

    /// @param requestId the audit id, sent back as `Audit-Id`
    /// @param received when the request came in; timestamps of what it writes
    public ApiExchange(Request request, Response response, String requestId, Instant received) {
        this.request = request;
        this.response = new ObservedResponse(response, this::streamEnded);
        this.requestId = requestId;
        this.received = received;
        this.query = Query.parse(request.rawQuery());
        this.info = RequestInfo.of(request.method(), request.path(), query);
    }

    /// The HTTP request.
    public Request request() {
        return request;
    }

    /// The HTTP response.
    public Response response() {
        return response;
    }

    /// The decoded query.
    public Query query() {
        return query;
    }

    /// What the request is about.
    public RequestInfo info() {
        return info;
    }

    /// The caller; anonymous until authentication.
    public User user() {
        return user;
    }

    /// Sets the caller.
    public void authenticatedAs(User value) {
        user = value;
    }

    /// Lets the caller act as somebody else.
    public void impersonates(User other) {
        caller = user;
        user = other;
    }

    /// Who acts as [#user()]; null when nobody else does.
    public @Nullable User impersonator() {
        return caller;
    }

    /// Notes for the audit log, by key.
    public Map<String, String> annotations() {
        return annotations;
    }

    /// The status that was answered; 0 before.
    public int status() {
        return response.status();
    }

    /// Bytes of the body of a complete answer, or of one that is made while it is sent.
    public long answerBytes() {
        return response.sizeBytes();
    }

    /// Keeps the body of the request, and of the answer if it is complete, for the audit log.
    public void keepBodies(boolean ofAnswer) {
        keepsBody = true;
        if (ofAnswer) {
            response.keepBody();
        }
    }

    /// The body of the request was read.
    public void bodyRead(byte[] bytes) {
        bodyBytes = bytes.length;
        if (keepsBody) {
            body = bytes;
        }
    }

    /// Bytes of the request's body; 0 before it was read.
    public int bodyBytes() {
        return bodyBytes;
    }

    /// The body that was read, if it is kept.
    public byte @Nullable [] keptBody() {
        return body;
    }

    /// The body that was answered, if it is kept.
    public byte[] keptAnswer() {
        return response.body();
    }

    /// The `Content-Type` of the answer; "" before.
    public String answerType() {
        return response.contentType();
    }

    /// The answer is this.
    public void answered(Status status) {
        answered = status;
    }

    /// The `Status` that was answered; null for another answer.
    public @Nullable Status answeredStatus() {
        return answered;
    }

    /// Whether the request goes on until somebody ends it: watches, logs, exec and the like. Limits of time
    /// and number are not for these.
    public boolean longRunning() {
        return info.verb().equals("watch") || LONG_RUNNING.contains(info.subresource());
    }

    /// Whether the request's time has run out.
    public boolean timedOut() {
        return timedOut.getAsBoolean();
    }

    /// Sets how [#timedOut()] is found out.
    public void onTimeout(BooleanSupplier value) {
        timedOut = value;
    }

    /// Runs something when the stages are through, the last added first.
    public void afterHandling(Runnable task) {
        afterHandling.addFirst(task);
    }

    /// Runs something once when the answer has ended: for a complete one when the stages are through, for
    /// a stream when it is closed, then on a thread that moves bytes: it must be short and must not block.
    public void afterAnswer(Runnable task) {
        afterAnswer.add(task);
    }

    /// The stages are through.
    public void finish() {
        afterHandling.forEach(Runnable::run);
        if (!response.streaming() || response.closed()) {
            end();
        }
    }

    private void streamEnded() {
        end();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            afterAnswer.forEach(Runnable::run);
        }
    }

    /// Sentences for the caller, sent with the answer.
    public Warnings warnings() {
        return warnings;
    }

    /// What is known of the form of the object that was sent.
    public SentForm sent() {
        return sent;
    }

    /// When the request came in.
    public Instant received() {
        return received;
    }

    /// The audit id.
    public String requestId() {
        return requestId;
    }

    /// The first value of a request header; "" when absent.
    public String header(String name) {
        return request.headers().first(name, "");
    }

    /// Whether JSON is laid out for people: as `pretty` says, else for browsers and the usual programs of a terminal.
    ///
    /// Source: apiserver `negotiation.isPrettyPrint`.
    public boolean pretty() {
        var asked = query().first("pretty");
        if (!asked.isEmpty()) return TRUE.contains(asked);
        var program = header("User-Agent");
        return program.startsWith("curl") || program.startsWith("Wget") || program.startsWith("Mozilla/5.0");
    }

    /// The context of a write or read on behalf of the caller.
    public OperationContext context(WriteOptions options) {
        return new OperationContext(
                user,
                options,
                received,
                warnings,
                requestId,
                info.group(),
                new GroupVersion(info.group(), info.version()).toString(),
                sent,
                info.verb());
    }

    /// Begins an answer of a content type that goes on, with the headers that every answer carries.
    public StreamWriter stream(int status, String contentType) {
        commonHeaders();
        response.header("Content-Type", contentType);
        return response.stream(status);
    }

    /// So many bytes of such an answer were sent.
    public void streamed(long bytes) {
        response.streamed(bytes);
    }

    /// Whether the answer is kept, so that it has to be sent complete.
    public boolean keepsAnswer() {
        return response.keeps();
    }

    /// Sends a complete answer of a content type, with the headers that every answer carries.
    public void send(int status, String contentType, List<Piece> body) {
        commonHeaders();
        response.header("Content-Type", contentType);
        response.send(status, body);
    }

    /// Sends a complete answer.
    public void send(int status, String contentType, byte[] body) {
        send(status, contentType, List.of(Piece.of(body)));
    }

    /// Sends a complete answer that may be kept, or not.
    public void send(int status, String contentType, List<Piece> body, String cacheControl) {
        commonHeaders(cacheControl);
        response.header("Content-Type", contentType);
        response.send(status, body);
    }

    /// Sets the headers that every answer carries, the warnings among them; before the answer begins.
    public void commonHeaders() {
        commonHeaders("no-cache, private");
    }

    /// The same, with what a cache may do with the answer.
    public void commonHeaders(String cacheControl) {
        response.header("Audit-Id", requestId);
        response.header("Cache-Control", cacheControl);
        for (var warning : warnings.headers()) {
            response.header("Warning", warning);
        }
    }
}
