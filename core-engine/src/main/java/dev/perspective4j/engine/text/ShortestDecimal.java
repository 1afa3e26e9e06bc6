package dev.perspective4j.engine.text;

/**
 * The shortest decimal digits that read back as the same floating-point number, with the point
 * placed as asked.
 *
 * <p>Most numbers people store have few decimals. For those, {@code m = round(x * 10^k)} with
 * {@code m < 10^15} and {@code m / 10^k == x} for a small {@code k} proves the digits of {@code m}
 * right: the division of two exact numbers is correctly rounded, so the decimal {@code m / 10^k}
 * reads back as {@code x}, and no two decimals of up to 15 digits read as the same double, so no
 * shorter one does. Everything else goes through {@link Double#toString(double)}, which has been
 * shortest since JDK 19 except that it never prints fewer than two digits.
 */
final class ShortestDecimal {

  /*
   * This is a short cut before Double.toString, which since JDK 19 is Raffaello Giulietti's "The
   * Schubfach way to render doubles" (2020). The short cut is trial and proof: scale by a power of
   * ten, round, divide again. It is sound because both operands of the division are exact (an
   * integer below 10^15 < 2^53, and a power of ten up to 10^8), so the quotient is the double
   * nearest to that decimal (IEEE 754), and because 15 digits always survive the way through a
   * double. The multiplication need not be exact: a wrong guess fails the division.
   *
   * Floats of 32 bits always go through Float.toString. Cost: one multiplication, rounding and
   * division for numbers of up to four decimals, six of each before giving up; no allocation unless
   * it gives up.
   */

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

  /** Decimals to try: most numbers have at most four; zeros at the end are taken away again. */
  private static final int[] DECIMALS = {4, 8, 3, 2, 1, 0};

  private static final double FIFTEEN_DIGITS = 1e15;

  private final Utf8Builder out;
  private final int low;
  private final int high;
  private final boolean pointZero;
  private final boolean signedExponent;

  /**
   * A layout bound to an output.
   *
   * @param low smallest decimal exponent printed plainly
   * @param high largest decimal exponent printed plainly
   * @param pointZero whether plain integral values end in {@code .0}
   * @param signedExponent whether exponents that are not negative have a plus sign
   */
  ShortestDecimal(Utf8Builder out, int low, int high, boolean pointZero, boolean signedExponent) {
    this.out = out;
    this.low = low;
    this.high = high;
    this.pointZero = pointZero;
    this.signedExponent = signedExponent;
  }

  /** Appends a finite number other than zero. */
  void write(double value) {
    double magnitude = sign(value);
    for (int k : DECIMALS) {
      double scaled = magnitude * POWERS[k];
      if (scaled >= FIFTEEN_DIGITS) {
        continue;
      }
      double rounded = Math.rint(scaled);
      if (rounded / POWERS[k] == magnitude) {
        layout((long) rounded, -k);
        return;
      }
    }
    read(Double.toString(magnitude), true);
  }

  /** Appends a finite number other than zero, with the digits of a single. */
  void write(float value) {
    read(Float.toString((float) sign(value)), false);
  }

  private double sign(double value) {
    if (value < 0) {
      out.ascii('-');
    }
    return Math.abs(value);
  }

  /** Takes the digits from Java's text, {@code 12.5} or {@code 1.25E-7}. */
  private void read(String text, boolean isDouble) {
    long digits = 0;
    int exponent = 0;
    boolean fraction = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        fraction = true;
      } else if (c == 'E') {
        exponent += Integer.parseInt(text, i + 1, text.length(), 10);
        break;
      } else {
        digits = digits * 10 + (c - '0');
        exponent -= fraction ? 1 : 0;
      }
    }
    if (digits >= 10 && digits < 100 && digits % 10 != 0) {
      long one = (digits + 5) / 10;
      String shorter = one + "E" + (exponent + 1);
      boolean same =
          isDouble
              ? Double.parseDouble(shorter) == Double.parseDouble(text)
              : Float.parseFloat(shorter) == Float.parseFloat(text);
      if (same) {
        layout(one, exponent + 1);
        return;
      }
    }
    layout(digits, exponent);
  }

  /** Prints {@code digits * 10^exponent}. */
  private void layout(long digits, int exponent) {
    long m = digits;
    int e = exponent;
    while (m % 10 == 0) {
      m /= 10;
      e++;
    }
    int count = IntegerText.digits(m);
    int scientific = count - 1 + e;
    if (scientific < low || scientific > high) {
      scientific(m, count, scientific);
    } else if (e >= 0) {
      out.unsigned(m);
      for (int i = 0; i < e; i++) {
        out.ascii('0');
      }
      if (pointZero) {
        out.ascii(".0");
      }
    } else if (scientific < 0) {
      out.ascii("0.");
      for (int i = -1; i > scientific; i--) {
        out.ascii('0');
      }
      out.unsigned(m);
    } else {
      out.decimal(m, -e);
    }
  }

  private void scientific(long m, int count, int exponent) {
    if (count > 1) {
      out.decimal(m, count - 1);
    } else {
      out.unsigned(m);
    }
    out.ascii('e');
    if (signedExponent && exponent >= 0) {
      out.ascii('+');
    }
    out.integer(exponent);
  }
}
