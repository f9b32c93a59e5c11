package io.djong.kubelet.images.archive;

/// One member of a tar archive.
///
/// @param name the path, with `/` between its parts; directories without a final `/`
/// @param kind what stands at the path
/// @param mode permission bits, as in `0755`
/// @param uid numeric owner
/// @param gid numeric group
/// @param sizeBytes length of the content; 0 unless the kind is [Kind#FILE]
/// @param modifiedSeconds seconds since 1970
/// @param linkTarget where a link points; "" for everything else
public record TarEntry(
        String name, Kind kind, int mode, int uid, int gid, long sizeBytes, long modifiedSeconds, String linkTarget) {

    /// What a member of an archive can be.
    public enum Kind {
        FILE,
        HARD_LINK,
        SYMBOLIC_LINK,
        DIRECTORY,
        /// A device, a pipe or something else that Djong never writes and, reading, only passes over.
        OTHER
    }

    /// A regular file of user 0, dated 1970.
    public static TarEntry file(String name, int mode, long sizeBytes) {
        return new TarEntry(name, Kind.FILE, mode, 0, 0, sizeBytes, 0, "");
    }

    /// A directory of user 0, dated 1970.
    public static TarEntry directory(String name, int mode) {
        return new TarEntry(name, Kind.DIRECTORY, mode, 0, 0, 0, 0, "");
    }

    /// A symbolic link of user 0, dated 1970.
    public static TarEntry symbolicLink(String name, String target) {
        return new TarEntry(name, Kind.SYMBOLIC_LINK, 0777, 0, 0, 0, 0, target);
    }

    /// The same member with another date.
    public TarEntry withModifiedSeconds(long seconds) {
        return new TarEntry(name, kind, mode, uid, gid, sizeBytes, seconds, linkTarget);
    }
}
