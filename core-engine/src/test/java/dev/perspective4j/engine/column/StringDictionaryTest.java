package dev.perspective4j.engine.column;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StringDictionaryTest {

  private static String randomText(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "";
      case 1 -> "customer-" + random.nextInt(5000);
      case 2 -> "a\0".repeat(random.nextInt(6)) + "\0".repeat(random.nextInt(12));
      case 3 -> "é～😀".repeat(random.nextInt(4)) + random.nextInt(30);
      case 4 -> Integer.toString(random.nextInt(100_000), 36);
      default -> "x".repeat(random.nextInt(random.nextInt(50) == 0 ? 70_000 : 40));
    };
  }

  @Test
  void equalStringsHaveOneCodeAndCodesGiveTheStringBack() {
    Random random = new Random(1);
    StringDictionary dictionary = new StringDictionary();
    Map<String, Integer> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String text = randomText(random);
      int code = dictionary.intern(text);
      assertEquals(model.computeIfAbsent(text, t -> model.size()), code);
    }
    assertEquals(model.size(), dictionary.size());
    model.forEach(
        (text, code) -> {
          byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
          assertEquals(code, dictionary.find(text));
          assertEquals(text, dictionary.string(code));
          assertEquals(utf8.length, dictionary.length(code));
          byte[] copy = new byte[utf8.length];
          dictionary.copyTo(code, copy, 0);
          assertArrayEquals(utf8, copy);
        });
    assertEquals(-1, dictionary.find("not there"));
  }

  @Test
  void stringsThatFillAChunkToTheLastByteKeepTheirPlace() {
    for (int length : new int[] {65_535, 65_536, 65_537}) {
      StringDictionary dictionary = new StringDictionary();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        texts.add(Integer.toString(i).repeat(length));
        texts.add("");
        texts.add("s" + i);
      }
      texts.forEach(dictionary::intern);
      for (String text : texts) {
        assertEquals(text, dictionary.string(dictionary.find(text)));
      }
    }
  }

  @Test
  void ranksFollowTheBytesAlsoAfterGrowing() {
    Random random = new Random(2);
    StringDictionary dictionary = new StringDictionary();
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < (round % 2 == 0 ? 4000 : 20); i++) {
        dictionary.intern(randomText(random));
      }
      int[] ranks = dictionary.ranks();
      Integer[] expected = new Integer[dictionary.size()];
      Arrays.setAll(expected, i -> i);
      Arrays.sort(
          expected,
          (a, b) ->
              Arrays.compareUnsigned(
                  dictionary.string(a).getBytes(StandardCharsets.UTF_8),
                  dictionary.string(b).getBytes(StandardCharsets.UTF_8)));
      for (int rank = 0; rank < expected.length; rank++) {
        assertEquals(rank, ranks[expected[rank]]);
      }
    }
  }

  @Test
  void prefixesOrderStringsWhereTheyDiffer() {
    Random random = new Random(3);
    StringDictionary dictionary = new StringDictionary();
    for (int i = 0; i < 500; i++) {
      dictionary.intern(randomText(random));
    }
    for (int a = 0; a < dictionary.size(); a++) {
      for (int b = 0; b < dictionary.size(); b++) {
        int byPrefix = Long.compareUnsigned(dictionary.prefix(a), dictionary.prefix(b));
        if (byPrefix != 0) {
          assertEquals(Integer.signum(byPrefix), Integer.signum(dictionary.compare(a, b)));
        }
      }
    }
  }
}
