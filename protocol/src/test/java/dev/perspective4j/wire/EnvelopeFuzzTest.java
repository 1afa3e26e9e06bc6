package dev.perspective4j.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Coverage-guided search for bytes that break decoding. An ordinary run replays the seeds; with
 * {@code JAZZER_FUZZ=1} in the environment it searches for as long as the annotation allows.
 */
class EnvelopeFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void decoding(byte[] bytes) {
    HostileRequest.decodeAll(bytes);
  }
}
