create trigger council_appointment_stays before update on council_appointment begin select raise(abort, 'a letter stays'); end;
create trigger council_appointment_remains before delete on council_appointment begin select raise(abort, 'a letter stays'); end;
create trigger council_appointment_withdrawal_stays before update on council_appointment_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger council_appointment_withdrawal_remains before delete on council_appointment_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger council_seat_withdrawal_stays before update on council_seat_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger council_seat_withdrawal_remains before delete on council_seat_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger council_member_withdrawal_stays before update on council_member_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
create trigger council_member_withdrawal_remains before delete on council_member_withdrawal begin select raise(abort, 'a withdrawal stays'); end;
