package dev.perspective4j.engine.column;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
  void manyStringsAtOnceAreFoundLikeOneByOne() {
    Random random = new Random(3);
    StringDictionary dictionary = new StringDictionary();
    for (int turn = 0; turn < 40; turn++) {
      StringDictionary batch = new StringDictionary();
      for (int i = random.nextInt(turn == 39 ? 30_000 : 900); i > 0; i--) {
        batch.intern(randomText(random));
      }
      int[] codes = new int[batch.size()];
      int[] expected = new int[codes.length];
      for (int i = 0; i < codes.length; i++) {
        codes[i] = codes.length - 1 - i;
        expected[i] = dictionary.find(batch.string(i));
      }
      int[] found = new int[codes.length];
      dictionary.find(batch, codes, codes.length, found);
      assertArrayEquals(expected, found);
      for (int code : codes) {
        if (random.nextBoolean()) {
          dictionary.intern(batch, code);
        }
      }
    }
  }

  @Test
  void aListKeepsStringsAsTheyCome() {
    Random random = new Random(4);
    List<String> texts = new ArrayList<>(List.of("", "twice", "twice"));
    for (int i = 0; i < 3000; i++) {
      texts.add(randomText(random));
      if (i % 500 == 0) {
        texts.add("x".repeat(65_535 + random.nextInt(3)));
        texts.add("");
      }
    }
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    int[] ends = new int[texts.size()];
    for (int i = 0; i < ends.length; i++) {
      utf8.writeBytes(texts.get(i).getBytes(StandardCharsets.UTF_8));
      ends[i] = utf8.size();
    }

    StringDictionary list = StringList.of(utf8.toByteArray(), ends);

    assertEquals(texts.size(), list.size());
    for (int code = 0; code < ends.length; code++) {
      assertEquals(texts.get(code), list.string(code));
      assertEquals(texts.get(code).getBytes(StandardCharsets.UTF_8).length, list.length(code));
    }
    assertEquals(0, StringList.of(new byte[0], new int[0]).size());
  }

  @Test
  void nothingIsLookedUpInAListOrAddedToIt() {
    StringDictionary list = StringList.of(new byte[] {'a'}, new int[] {1});

    assertThrows(IllegalStateException.class, () -> list.find("a"));
    assertThrows(IllegalStateException.class, () -> list.intern("b"));
    assertThrows(IllegalStateException.class, () -> list.find(list, new int[] {0}, 1, new int[1]));
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

  @Test
  void keptStringsHaveTheirCodesAndOtherCodesAreGivenOutAgain() {
    Random random = new Random(3);
    StringDictionary dictionary = new StringDictionary();
    Map<String, Integer> live = new HashMap<>();
    for (int round = 0; round < 50; round++) {
      for (int i = 0; i < 400; i++) {
        String text = randomText(random);
        live.put(text, dictionary.intern(text));
      }
      dictionary.ranks();
      StringDictionary before = dictionary;
      live.keySet().removeIf(text -> random.nextInt(3) > 0);
      BitSet codes = new BitSet();
      live.values().forEach(codes::set);
      dictionary = dictionary.keeping(codes);

      assertEquals(live.size(), dictionary.count());
      for (Map.Entry<String, Integer> entry : live.entrySet()) {
        assertEquals(entry.getValue(), dictionary.find(entry.getKey()));
        assertEquals(entry.getKey(), dictionary.string(entry.getValue()));
        assertEquals(entry.getKey(), before.string(entry.getValue()));
      }
      String fresh = "new " + round;
      int code = dictionary.intern(fresh);
      assertEquals(codes.nextClearBit(0), code);
      assertEquals(fresh, dictionary.string(code));
      assertEquals(code, dictionary.codeAt(dictionary.count() - 1));
      live.put(fresh, code);
      assertRanked(dictionary, live);
    }
    assertTrue(dictionary.size() < 3000, "" + dictionary.size());
  }

  private static void assertRanked(StringDictionary dictionary, Map<String, Integer> live) {
    int[] ranks = dictionary.ranks();
    List<String> inOrder = new ArrayList<>(live.keySet());
    inOrder.sort(
        (a, b) ->
            Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    for (int rank = 0; rank < inOrder.size(); rank++) {
      int code = live.get(inOrder.get(rank));
      assertEquals(rank, ranks[code]);
      if (rank > 0) {
        long below = dictionary.orderKey(live.get(inOrder.get(rank - 1)));
        assertTrue(below <= dictionary.orderKey(code), inOrder.get(rank));
      }
    }
  }
}
