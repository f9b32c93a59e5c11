package io.djong.apiserver.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.GoQuote;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.KubeObject;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.ListMetaCodec;
import io.djong.api.types.meta.v1.ObjectMetaCodec;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.meta.v1.TableColumnDefinitionCodec;
import io.djong.apiserver.body.BodyParts;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.Columns;
import io.djong.apiserver.resource.Page;
import io.djong.apiserver.watch.Change;
import io.djong.apiserver.watch.WatchEncoder;
import io.djong.client.ApiException;
import io.djong.http.Piece;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Server-side tables in JSON: what `kubectl get` shows.
final class TableRenderer<H extends KubeObject> implements Renderer<H>, WatchEncoder<H> {
    private static final Set<String> INCLUDES = Set.of("", "None", "Metadata", "Object");

    private final Version<H, ?> version;
    private final Columns<H> columns;
    private final String tableVersion;
    private final String include;
    private final boolean noHeaders;
    private final InstantSource clock;
    private boolean columnsSent;
    private int rows;

    /// @param include what a row carries of its object beside the cells: `None`, `Metadata` (or ""), `Object`
    TableRenderer(
            Version<H, ?> version,
            Columns<H> columns,
            String tableVersion,
            String include,
            boolean noHeaders,
            InstantSource clock) {
        this.version = version;
        this.columns = columns;
        this.tableVersion = tableVersion;
        this.include = include;
        this.noHeaders = noHeaders;
        this.clock = clock;
    }

    @Override
    public void check(boolean list) throws ApiException {
        if (!INCLUDES.contains(include)) {
            throw Failures.badRequest("Unable to convert to Table as requested: includeObject: Invalid value: "
                    + GoQuote.quote(include) + ": must be 'Metadata', 'Object', 'None', or empty");
        }
    }

    @Override
    public String contentType() {
        return MediaType.JSON.contentType();
    }

    @Override
    public List<Piece> object(H object) {
        var meta = ListMeta.EMPTY.withResourceVersion(object.metadata().resourceVersion());
        var out = new JsonWriter(4_096);
        begin(out, meta, true);
        row(out, object);
        end(out);
        return List.of(Piece.of(out.toBytes()));
    }

    @Override
    public BodyParts list(Page<H> page) {
        return new TableParts(page);
    }

    /// A table, some rows a part.
    private final class TableParts implements BodyParts {
        private final Page<H> page;
        private final Iterator<CacheEntry<H>> entries;
        private boolean begun;
        private boolean over;

        TableParts(Page<H> page) {
            this.page = page;
            this.entries = page.entries().iterator();
        }

        @Override
        public @Nullable List<Piece> next() {
            if (over) {
                return null;
            }
            var out = new JsonWriter(PART_BYTES + 4_096);
            if (!begun) {
                begin(out, JsonRenderer.listMeta(page), true);
                begun = true;
            }
            while (entries.hasNext() && out.size() < PART_BYTES) {
                row(out, entries.next().object());
            }
            over = !entries.hasNext();
            if (over) {
                end(out);
            }
            return List.of(new Piece(out.buffer(), 0, out.size()));
        }
    }

    @Override
    public WatchEncoder<H> watch() {
        return this;
    }

    /// Only the first table of a watch carries the column definitions.
    @Override
    public List<Piece> change(Change<H> change) {
        CacheEntry<H> entry = change.entry();
        var meta = ListMeta.EMPTY.withResourceVersion(Long.toUnsignedString(entry.revision()));
        var out = new JsonWriter(2_048);
        out.raw(("{\"type\":\"" + change.kind() + "\",\"object\":").getBytes(UTF_8));
        begin(out, meta, !columnsSent);
        columnsSent = true;
        row(out, entry.object());
        out.raw("]}}\n".getBytes(UTF_8));
        return List.of(Piece.of(out.toBytes()));
    }

    @Override
    public List<Piece> bookmark(long revision, boolean initialEventsEnd) {
        var bookmark = version.bookmark(revision, initialEventsEnd);
        var meta = ListMeta.EMPTY.withResourceVersion(Long.toUnsignedString(revision));
        var out = new JsonWriter(1_024);
        out.raw("{\"type\":\"BOOKMARK\",\"object\":".getBytes(UTF_8));
        begin(out, meta, !columnsSent);
        columnsSent = true;
        row(out, bookmark);
        out.raw("]}}\n".getBytes(UTF_8));
        return List.of(Piece.of(out.toBytes()));
    }

    @Override
    public List<Piece> error(Status status) {
        return List.of(JsonRenderer.errorEvent(status));
    }

    private void begin(JsonWriter out, ListMeta meta, boolean withColumns) {
        out.raw(("{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/" + tableVersion + "\",\"metadata\":")
                .getBytes(UTF_8));
        ListMetaCodec.CODEC.writeJson(out, meta);
        out.raw(",\"columnDefinitions\":".getBytes(UTF_8));
        if (withColumns && !noHeaders) {
            TableColumnDefinitionCodec.CODEC.writeJsonList(out, columns.definitions());
        } else {
            out.nullValue();
        }
        out.raw(",\"rows\":[".getBytes(UTF_8));
        rows = 0;
    }

    private void row(JsonWriter out, H object) {
        if (rows++ > 0) {
            out.raw(Texts.COMMA);
        }
        out.raw("{\"cells\":".getBytes(UTF_8));
        out.beginArray();
        for (var cell : columns.cells(object, clock.instant())) {
            out.element();
            cell(out, cell);
        }
        out.endArray();
        out.raw(",\"object\":".getBytes(UTF_8));
        switch (include) {
            case "None" -> out.nullValue();
            case "", "Metadata" -> {
                out.raw(("{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/" + tableVersion
                                + "\",\"metadata\":")
                        .getBytes(UTF_8));
                ObjectMetaCodec.CODEC.writeJson(out, object.metadata());
                out.raw("}".getBytes(UTF_8));
            }
            default -> version.writeJson(out, object);
        }
        out.raw("}".getBytes(UTF_8));
    }

    private static void cell(JsonWriter out, Object value) {
        switch (value) {
            case String text -> out.string(text);
            case Long number -> out.int64(number);
            case Integer number -> out.int64(number);
            case Boolean flag -> out.bool(flag);
            default -> throw new IllegalStateException("a cell is text, a number or a flag, not " + value.getClass());
        }
    }

    private static void end(JsonWriter out) {
        out.raw("]}\n".getBytes(UTF_8));
    }
}
