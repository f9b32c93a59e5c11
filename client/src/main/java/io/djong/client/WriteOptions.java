package io.djong.client;

/// What a create, update or patch carries beside the object.
///
/// @param dryRun everything but the storing (`dryRun=All`)
/// @param fieldManager who is named as the manager of the fields, "" for the server's default
/// @param fieldValidation `Strict`, `Warn`, `Ignore`, or "" for the server's default
/// @param force an apply patch takes fields from other managers
public record WriteOptions(boolean dryRun, String fieldManager, String fieldValidation, boolean force) {
    /// No option set.
    public static final WriteOptions NONE = new WriteOptions(false, "", "", false);

    /// Only check: nothing is stored.
    public static final WriteOptions DRY_RUN = new WriteOptions(true, "", "", false);

    /// The options with another field manager.
    public WriteOptions withFieldManager(String manager) {
        return new WriteOptions(dryRun, manager, fieldValidation, force);
    }
}
