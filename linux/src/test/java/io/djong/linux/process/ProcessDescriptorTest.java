package io.djong.linux.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessDescriptorTest {
    @Test
    void signalsOneProcessAndNoOther() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try (ProcessDescriptor descriptor =
                ProcessDescriptor.open((int) process.pid()).orElseThrow()) {
            assertThat(descriptor.signal(Signal.TERM)).isTrue();
            assertThat(process.waitFor()).isEqualTo(128 + Signal.TERM.number());
            assertThat(descriptor.signal(Signal.KILL)).isFalse();
        }
        assertThat(ProcessDescriptor.open((int) process.pid())).isEmpty();
    }
}
