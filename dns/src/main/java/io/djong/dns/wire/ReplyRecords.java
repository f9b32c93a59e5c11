package io.djong.dns.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the records of an answer lie, and what they say together.
///
/// @param ends where each record ends
/// @param ttls where each record's time to live stands
/// @param end where the last kept record ends
/// @param extendedCode the upper bits of the response code, from the OPT record
/// @param rotations addresses of one name: the size of one, then where each stands
record ReplyRecords(
        List<Integer> ends,
        List<Integer> ttls,
        int answerCount,
        int authorityCount,
        int additionalCount,
        int end,
        int extendedCode,
        boolean hasSoa,
        long leastTtlSeconds,
        List<int[]> rotations) {
    private static final int ANSWER = 0;
    private static final int AUTHORITY = 1;
    /// An answer without any record may be kept so long.
    private static final int BARE_TTL_SECONDS = 5;

    /// The addresses of the name of the first one.
    private static final class Addresses {
        private final int type;
        private final List<Integer> places = new ArrayList<>();
        private @Nullable DnsName owner;
        private boolean several;

        Addresses(int type) {
            this.type = type;
        }

        void take(DnsName name, int recordType, int place, int size) {
            if (recordType != type || size != bytes()) return;
            if (owner == null) owner = name;
            several |= !name.equals(owner);
            places.add(place);
        }

        private int bytes() {
            return type == RecordType.A ? 4 : 16;
        }

        void into(List<int[]> rotations) {
            if (several || places.size() < 2) return;
            int[] rotation = new int[places.size() + 1];
            rotation[0] = bytes();
            for (int i = 0; i < places.size(); i++) rotation[i + 1] = places.get(i);
            rotations.add(rotation);
        }
    }

    /// @param counts of the three sections
    static ReplyRecords read(MessageReader in, int[] counts) throws DnsFormatException {
        List<Integer> ends = new ArrayList<>();
        List<Integer> ttls = new ArrayList<>();
        Addresses v4 = new Addresses(RecordType.A);
        Addresses v6 = new Addresses(RecordType.AAAA);
        int[] kept = new int[3];
        int end = in.position();
        int extended = 0;
        boolean opt = false;
        boolean soa = false;
        long least = Long.MAX_VALUE;
        for (int section = 0; section < 3; section++) {
            for (int i = 0; i < counts[section]; i++) {
                DnsName owner = in.readName();
                int type = in.readU16();
                in.skip(2);
                int ttlPlace = in.position();
                long ttl = in.readU32();
                int size = in.readU16();
                int data = in.position();
                in.skip(size);
                if (type == RecordType.OPT) {
                    if (opt || section <= AUTHORITY) throw new DnsFormatException("misplaced OPT", data);
                    opt = true;
                    extended = (int) (ttl >> 24);
                }
                // After the OPT record nothing is kept: to take it out would move what names point to.
                if (opt) continue;
                least = Math.min(least, ttl > Integer.MAX_VALUE ? 0 : ttl);
                if (section == AUTHORITY && type == RecordType.SOA) {
                    soa = true;
                    least = Math.min(least, in.minimumOfSoa(data, size));
                }
                if (section == ANSWER) {
                    v4.take(owner, type, data, size);
                    v6.take(owner, type, data, size);
                }
                kept[section]++;
                ttls.add(ttlPlace);
                end = in.position();
                ends.add(end);
            }
        }
        List<int[]> rotations = new ArrayList<>();
        v4.into(rotations);
        v6.into(rotations);
        return new ReplyRecords(
                List.copyOf(ends),
                List.copyOf(ttls),
                kept[0],
                kept[1],
                kept[2],
                end,
                extended,
                soa,
                least == Long.MAX_VALUE ? BARE_TTL_SECONDS : least,
                List.copyOf(rotations));
    }
}
