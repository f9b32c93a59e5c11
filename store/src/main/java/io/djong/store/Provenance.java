package io.djong.store;

/// Who made a commit, for history and blame. The memory and SQLite engines keep it beside each change;
/// etcd has no place for it.
///
/// @param user the name of the authenticated user, "" when unknown
/// @param fieldManager the field manager of the request, "" when unknown
/// @param requestId the id of the request (its audit id), "" when unknown
public record Provenance(String user, String fieldManager, String requestId) {
    /// Nothing is known about who made it.
    public static final Provenance NONE = new Provenance("", "", "");
}
