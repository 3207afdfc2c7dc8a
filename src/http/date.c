// Days since 1970 become a date by arithmetic (Hinnant's civil_from_days), so that no time zone and
// no locale is asked.
#include "http/date.h"

#include <stdio.h>

static const char month_names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
static const char day_names[] = "SunMonTueWedThuFriSat";

enum { DAY_SECONDS = 86400 };

typedef struct Day {
  int year, month, day; // month and day from 1
} Day;

static Day day_of(int64_t days) {
  days += 719468; // since the first of March of the year 0
  int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  int64_t day_of_era = days - era * 146097;
  int64_t year = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
  int64_t month = (5 * day_of_year + 2) / 153; // from March
  int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
  month += month < 10 ? 3 : -9;
  return (Day){(int)(year + era * 400 + (month <= 2)), (int)month, (int)day};
}

static int64_t days_to(Day day) {
  int64_t year = day.year - (day.month <= 2);
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t year_of_era = year - era * 400;
  int64_t month = day.month + (day.month > 2 ? -3 : 9);
  int64_t day_of_year = (153 * month + 2) / 5 + day.day - 1;
  int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

void http_date_write(int64_t seconds, char *to) {
  int64_t days = seconds / DAY_SECONDS, rest = seconds % DAY_SECONDS;
  if (rest < 0) rest += DAY_SECONDS, days--;
  Day day = day_of(days);
  int weekday = (int)((days % 7 + 11) % 7); // the first was a Thursday
  char text[64];
  snprintf(text, sizeof text, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT", day_names + 3 * weekday,
           day.day, month_names + (size_t)(3 * (day.month - 1)), day.year, (int)(rest / 3600),
           (int)(rest / 60 % 60), (int)(rest % 60));
  memcpy(to, text, HTTP_DATE_SIZE);
}

static int find_month(const char *name) {
  for (int i = 0; i < 12; i++) {
    if (memcmp(month_names + (size_t)(3 * i), name, 3) == 0) return i + 1;
  }
  return 0;
}

typedef struct Parts {
  int day, year, hour, minute, second;
  char month[4];
} Parts;

static bool scan(const char *text, Parts *out) {
  int end = 0;
  Parts *p = out;
  sscanf(text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT%n", &p->day, p->month, &p->year,
         &p->hour, &p->minute, &p->second, &end);
  if (end && !text[end]) return true;
  sscanf(text, "%*[A-Za-z], %2d-%3[A-Za-z]-%2d %2d:%2d:%2d GMT%n", &p->day, p->month, &p->year,
         &p->hour, &p->minute, &p->second, &end);
  if (end && !text[end]) {
    p->year += p->year < 70 ? 2000 : 1900;
    return true;
  }
  sscanf(text, "%*3[A-Za-z] %3[A-Za-z] %2d %2d:%2d:%2d %4d%n", p->month, &p->day, &p->hour,
         &p->minute, &p->second, &p->year, &end);
  return end && !text[end];
}

bool http_date_read(Text text, int64_t *seconds) {
  char copy[40];
  if (text.size >= sizeof copy) return false;
  memcpy(copy, text.at, text.size);
  copy[text.size] = '\0';
  Parts parts = {0};
  if (strlen(copy) != text.size || !scan(copy, &parts)) return false;
  int month = find_month(parts.month);
  bool is_date = month && parts.day >= 1 && parts.day <= 31 && parts.year >= 1601 &&
                 parts.hour >= 0 && parts.hour < 24 && parts.minute >= 0 && parts.minute < 60 &&
                 parts.second >= 0 && parts.second <= 60;
  if (!is_date) return false;
  *seconds = days_to((Day){parts.year, month, parts.day}) * DAY_SECONDS + parts.hour * 3600 +
             parts.minute * 60 + parts.second;
  return true;
}
