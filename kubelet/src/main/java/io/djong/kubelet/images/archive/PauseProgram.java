package io.djong.kubelet.images.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The program that holds a pod's namespaces open: a static ELF executable of a few hundred bytes, written here by
/// hand because users' machines have no compiler and a cluster must start without a registry.
///
/// It is process 1 of the pod (or of its sandbox, when the pod shares no process namespace). It blocks SIGINT,
/// SIGTERM and SIGCHLD and then waits for them one at a time: on SIGCHLD it reaps every child that has ended, on the
/// others it exits with status 0. Blocking instead of handling spares a handler and its return path; the kernel
/// queues a blocked signal even for process 1, for which the default action of every signal is otherwise to be
/// ignored.
///
/// It does what upstream's `pause` image does, without that program's `-v` flag.
public final class PauseProgram {
    private static final int LOAD_ADDRESS = 0x400000;
    private static final int HEADER_BYTES = 64;
    private static final int PROGRAM_HEADER_BYTES = 56;
    private static final int CODE_OFFSET = HEADER_BYTES + 2 * PROGRAM_HEADER_BYTES;

    /// The set {2, 15, 17} as the kernel wants it, bit n-1 for signal n: 0x14002.
    private static final String AMD64 = """
            68 02 40 01 00    push 0x14002            ; the signal set lies on the stack from here on
            31 ff             xor edi, edi            ; SIG_BLOCK
            48 89 e6          mov rsi, rsp            ; the set
            31 d2             xor edx, edx            ; no old set
            6a 08             push 8                  ; its size
            41 5a             pop r10
            6a 0e             push 14                 ; rt_sigprocmask
            58                pop rax
            0f 05             syscall
            48 89 e7    wait: mov rdi, rsp            ; the set
            31 f6             xor esi, esi            ; no siginfo
            31 d2             xor edx, edx            ; no time limit
            6a 08             push 8
            41 5a             pop r10
            b8 80 00 00 00    mov eax, 128            ; rt_sigtimedwait
            0f 05             syscall
            83 f8 11          cmp eax, 17             ; SIGCHLD?
            74 0d             je reap
            85 c0             test eax, eax           ; interrupted, by SIGCONT for example?
            78 e5             js wait
            31 ff             xor edi, edi            ; status 0
            b8 e7 00 00 00    mov eax, 231            ; exit_group
            0f 05             syscall
            6a ff       reap: push -1                 ; any child
            5f                pop rdi
            31 f6             xor esi, esi            ; its status does not matter
            6a 01             push 1                  ; WNOHANG
            5a                pop rdx
            45 31 d2          xor r10d, r10d          ; nor what it used
            6a 3d             push 61                 ; wait4
            58                pop rax
            0f 05             syscall
            85 c0             test eax, eax
            7f ec             jg reap                 ; one was reaped: perhaps there are more
            eb c6             jmp wait
            """;

    private static final String ARM64 = """
            ff 43 00 d1       sub sp, sp, #16
            49 00 88 d2       mov x9, #0x4002
            29 00 a0 f2       movk x9, #1, lsl #16    ; the signal set, 0x14002
            e9 03 00 f9       str x9, [sp]
            00 00 80 d2       mov x0, #0              ; SIG_BLOCK
            e1 03 00 91       mov x1, sp              ; the set
            02 00 80 d2       mov x2, #0              ; no old set
            03 01 80 d2       mov x3, #8              ; its size
            e8 10 80 d2       mov x8, #135            ; rt_sigprocmask
            01 00 00 d4       svc #0
            e0 03 00 91 wait: mov x0, sp              ; the set
            01 00 80 d2       mov x1, #0              ; no siginfo
            02 00 80 d2       mov x2, #0              ; no time limit
            03 01 80 d2       mov x3, #8
            28 11 80 d2       mov x8, #137            ; rt_sigtimedwait
            01 00 00 d4       svc #0
            1f 44 00 71       cmp w0, #17             ; SIGCHLD?
            a0 00 00 54       b.eq reap
            00 ff ff 37       tbnz w0, #31, wait      ; interrupted, by SIGCONT for example?
            00 00 80 d2       mov x0, #0              ; status 0
            c8 0b 80 d2       mov x8, #94             ; exit_group
            01 00 00 d4       svc #0
            00 00 80 92 reap: mov x0, #-1             ; any child
            01 00 80 d2       mov x1, #0              ; its status does not matter
            22 00 80 d2       mov x2, #1              ; WNOHANG
            03 00 80 d2       mov x3, #0              ; nor what it used
            88 20 80 d2       mov x8, #260            ; wait4
            01 00 00 d4       svc #0
            1f 00 00 71       cmp w0, #0
            2c ff ff 54       b.gt reap               ; one was reaped: perhaps there are more
            ec ff ff 17       b wait
            """;

    private PauseProgram() {}

    /// The executable file for an architecture.
    public static byte[] executable(Architecture architecture) {
        var code = machineCode(
                switch (architecture) {
                    case AMD64 -> AMD64;
                    case ARM64 -> ARM64;
                });
        int length = CODE_OFFSET + code.length;
        var file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        elfHeader(file, architecture);
        // PT_LOAD: the whole file, readable and executable.
        programHeader(file, 1, 5, LOAD_ADDRESS, length, 0x1000);
        // PT_GNU_STACK: a stack that cannot be executed.
        programHeader(file, 0x6474e551, 6, 0, 0, 16);
        return file.put(code).array();
    }

    private static void elfHeader(ByteBuffer file, Architecture architecture) {
        file.put("\u007fELF".getBytes(StandardCharsets.US_ASCII));
        // 64 bits, little end first, version 1, System V.
        file.put(new byte[] {2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        file.putShort((short) 2).putShort((short) architecture.elfMachine()).putInt(1);
        file.putLong(LOAD_ADDRESS + CODE_OFFSET).putLong(HEADER_BYTES).putLong(0);
        file.putInt(0).putShort((short) HEADER_BYTES);
        file.putShort((short) PROGRAM_HEADER_BYTES).putShort((short) 2);
        file.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    }

    private static void programHeader(ByteBuffer file, int type, int flags, long address, long length, long alignment) {
        file.putInt(type).putInt(flags).putLong(0);
        file.putLong(address).putLong(address).putLong(length).putLong(length).putLong(alignment);
    }

    /// The bytes at the start of each line of a listing.
    private static byte[] machineCode(String listing) {
        var hex = new StringBuilder();
        for (String line : listing.lines().toList()) {
            for (String word : line.split(" ")) {
                if (!word.matches("[0-9a-f]{2}")) {
                    break;
                }
                hex.append(word);
            }
        }
        return HexFormat.of().parseHex(hex);
    }
}
