# Works out interest cases by another hand: fractions of whole numbers in Python, from the definitions alone.
# Use: python3 interest-cases.py > interest-cases.json
import calendar
import json
import random
from datetime import date, timedelta
from fractions import Fraction as F

draw = random.Random(20350526)


def part(a, b, count):
    days = (b - a).days
    if count == 'act-365f':
        return F(days, 365)
    if count == 'act-360':
        return F(days, 360)
    if count == 'act-act-isda':
        total = F(0)
        while a < b:
            end = min(b, date(a.year + 1, 1, 1))
            total += F((end - a).days, 366 if calendar.isleap(a.year) else 365)
            a = end
        return total
    d1, d2 = a.day, b.day
    if count == 'thirty-360-us':
        d1 = min(d1, 30)
        d2 = 30 if d2 == 31 and d1 == 30 else d2
    else:
        d1, d2 = min(d1, 30), min(d2, 30)
    return F(360 * (b.year - a.year) + 30 * (b.month - a.month) + d2 - d1, 360)


def months_on(day, n):
    at = day.month - 1 + n
    year, month = day.year + at // 12, at % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def stretches(a, b, table):
    for i, (since, rate) in enumerate(table):
        until = table[i + 1][0] if i + 1 < len(table) else date.max
        left, right = max(a, since), min(b, until)
        if left < right:
            yield left, right, rate


def simple(principal, a, b, table, count):
    return sum(
        principal * rate * (part(a, right, count) - part(a, left, count))
        for left, right, rate in stretches(a, b, table)
    )


def compound(principal, a, b, table, count, per_year, period):
    balance, at, n = principal, a, 1
    while at < b:
        due = months_on(a, n * 12 // per_year)
        end = min(due, b)
        if due <= b and period == 'nominal':
            grown = sum(
                rate * F((right - left).days, (end - at).days) / per_year
                for left, right, rate in stretches(at, end, table)
            )
        else:
            grown = sum(
                rate * (part(at, right, count) - part(at, left, count))
                for left, right, rate in stretches(at, end, table)
            )
        balance, at, n = balance * (1 + grown), end, n + 1
    return balance - principal


def rounded(exact, mode):
    cents = exact * 100
    whole = cents.numerator // cents.denominator
    rest = cents - whole
    if rest > F(1, 2) or (rest == F(1, 2) and (mode == 'half-up' or whole % 2 == 1)):
        whole += 1
    return f'{whole // 100}.{whole % 100:02d}'


cases = []
for i in range(60):
    start = date(2015, 1, 1) + timedelta(draw.randrange(2500))
    end = start + timedelta(draw.randrange(20, 2600))
    table = [(date(2014, 12, 31), F(draw.randrange(100, 500), 10000))]
    for _ in range(draw.randrange(0, 9)):
        # Half of the changes fall on the last day of a month, where counts of thirty days are hardest.
        day = start + timedelta(draw.randrange(1, 2400))
        if draw.random() < 0.5:
            day = date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
        table.append((day, F(draw.randrange(100, 500), 10000)))
    table = sorted(dict(table).items())
    margin = F(draw.randrange(0, 300), 10000)
    bearing = [(day, rate + margin) for day, rate in table]
    count = draw.choice(['act-365f', 'act-360', 'act-act-isda', 'thirty-360-us', 'thirty-e-360'])
    first, last = draw.choice(['in', 'out']), draw.choice(['in', 'out'])
    mode = draw.choice(['half-up', 'half-even'])
    per_year = draw.choice([None, None, 1, 2, 3, 4, 6, 12])
    period = draw.choice(['nominal', 'day-count'])
    minor = draw.randrange(100, 10**11)
    a = start - timedelta(1) if first == 'in' else start
    b = end - timedelta(1) if last == 'out' else end
    principal = F(minor, 100)
    exact = (
        simple(principal, a, b, bearing, count)
        if per_year is None
        else compound(principal, a, b, bearing, count, per_year, period)
    )
    cases.append(
        {
            'principal': f'{minor // 100}.{minor % 100:02d}',
            'from': str(start),
            'to': str(end),
            'rates': [[str(day), f'{rate.numerator}/{rate.denominator}'] for day, rate in table],
            'margin': f'{margin.numerator}/{margin.denominator}',
            'dayCount': count,
            'firstDay': first,
            'lastDay': last,
            'mode': mode,
            'perYear': per_year,
            'period': period,
            'interest': rounded(exact, mode),
        }
    )
print(json.dumps(cases, indent=2))
